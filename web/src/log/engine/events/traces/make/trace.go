// Ends in the way that its argument names: panic, wrapped, nil, deadlock, http, or quit, which waits for SIGQUIT.
package main

import (
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime/debug"
	"sync"
	"time"
)

type order struct{ total *int }

func (o *order) pay() int { return *o.total }

func main() {
	switch os.Args[1] {
	case "panic":
		defer func() { panic(fmt.Sprint(recover(), ", and again\non a second line")) }()
		panic("order failed")
	case "nil":
		(&order{}).pay()
	case "deadlock":
		var group sync.WaitGroup
		group.Add(1)
		go func() { <-make(chan int) }()
		group.Wait()
	case "http":
		log.SetFlags(log.LstdFlags)
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { (&order{}).pay() }))
		log.Print("started")
		http.Get(server.URL)
		log.Print("after the request")
		log.Printf("ERROR recovered: %v\n%s", "boom", debug.Stack())
		log.Print("done")
	case "quit":
		go func() { time.Sleep(time.Hour) }()
		time.Sleep(time.Hour)
	}
}
