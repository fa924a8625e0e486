//go:build !go1.20

package main

import (
	"net/http"
	"net/http/httputil"
	"net/url"
)

// aim makes proxy send every request to target, before there was Rewrite.
func aim(proxy *httputil.ReverseProxy, target *url.URL, trustForwarded bool) {
	director := httputil.NewSingleHostReverseProxy(target).Director
	proxy.Director = func(request *http.Request) {
		director(request)
		request.Host = target.Host
		if !trustForwarded {
			for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip"} {
				request.Header.Del(name)
			}
		}
	}
}
