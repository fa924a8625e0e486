//go:build go1.20

package main

import (
	"net/http/httputil"
	"net/url"
)

// aim makes proxy send every request to target. ReverseProxy itself drops the client's Forwarded and X-Forwarded-*.
func aim(proxy *httputil.ReverseProxy, target *url.URL, trustForwarded bool) {
	proxy.Rewrite = func(request *httputil.ProxyRequest) {
		request.SetURL(target)
		if !trustForwarded {
			request.Out.Header.Del("X-Real-Ip")
			return
		}
		for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"} {
			request.Out.Header[name] = request.In.Header[name]
		}
	}
}
