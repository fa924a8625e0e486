// A reverse proxy of Go's standard library, with the shutdown of the example at http.Server.Shutdown.
package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"
)

func main() {
	target, err := url.Parse(os.Getenv("BACKEND_URL"))
	if err != nil {
		log.Fatal(err)
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = (&net.Dialer{Timeout: milliseconds("CONNECT_TIMEOUT_MS")}).DialContext
	transport.ResponseHeaderTimeout = milliseconds("HEADERS_TIMEOUT_MS")
	proxy := &httputil.ReverseProxy{
		Transport:     transport,
		FlushInterval: -1,
	}
	aim(proxy, target, os.Getenv("TRUST_FORWARDED") == "true")
	mux := http.NewServeMux()
	mux.Handle("/api/", http.StripPrefix("/api", proxy))
	server := &http.Server{Addr: "127.0.0.1:" + os.Getenv("PORT"), Handler: mux}

	ended := make(chan struct{})
	go func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		<-signals
		ctx, cancel := context.WithTimeout(context.Background(), milliseconds("GRACE_MS"))
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			log.Print(err)
		}
		close(ended)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-ended
}

func milliseconds(name string) time.Duration {
	number, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		log.Fatal(err)
	}
	return time.Duration(number) * time.Millisecond
}
