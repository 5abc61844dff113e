# Communal behind Varnish: save it as /etc/varnish/default.vcl, with the address of your site in the
# place marked “yours”. Varnish speaks no HTTPS: what does (HAProxy, nginx) stands before it on the
# same machine, adds to X-Forwarded-For and sets X-Forwarded-Proto. So let Varnish listen to that
# alone: `varnishd -a 127.0.0.1:6081 -p pipe_timeout=600 -f /etc/varnish/default.vcl`. Start the
# site with PROXIES=2. docs/cache.md tells what is kept, and how it is emptied.
vcl 4.1;

backend communal {
    .host = "127.0.0.1";  # yours: where the site answers
    .port = "8000";
    .connect_timeout = 5s;
}

sub vcl_recv {
    if (req.restarts > 0) {
        # The site has failed: what was kept will do, however old. Else it is asked once more.
        set req.http.X-Kept = "however old";
        set req.grace = 1d;
        return (hash);
    }
    set req.grace = 0s;
    unset req.http.X-Kept;

    # Long files go through at their reader's pace, and are nowhere in memory.
    if (req.url ~ "^/api/v1/(exports/|[^/?]+\.(csv|ods)(\?|$))") {
        return (pipe);
    }
    # Kept: what anybody is answered. Editors, whoever sends a token, and the feed of changes are
    # answered by the site itself, each time.
    if ((req.method != "GET" && req.method != "HEAD")
        || req.url ~ "^/(admin/|healthz|readyz|api/v1/changes/)"
        || req.http.Authorization
        || req.http.Cookie ~ "(session|sessionid|csrf|csrftoken|written)=") {
        return (pass);
    }
    # Readers are told apart by no more than this. A page has its language in its address; whether
    # an answer is compressed is Varnish's own business.
    unset req.http.Cookie;
    if (req.url ~ "^/(fr|en)/") {
        unset req.http.Accept-Language;
    } else if (req.http.Accept-Language
               ~ "(?i)^(?!\s*fr\b)([^,]*,(?!\s*fr\b))*\s*en\b") {
        set req.http.Accept-Language = "en";
    } else {
        set req.http.Accept-Language = "fr";
    }
    set req.http.X-Kept = "fresh";
    return (hash);
}

# The next request on that connection has to come by again.
sub vcl_pipe {
    set bereq.http.Connection = "close";
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        call failed;
    }
    # After ten seconds the site is asked whether that is still so: it answers 304 to most of it.
    # What is for one reader says so, and is sorted out by what Varnish does of itself after this.
    if (beresp.http.Cache-Control !~ "immutable" && (beresp.ttl > 0s || beresp.status == 302)) {
        set beresp.ttl = 10s;
    }
    set beresp.grace = 1d;
}

sub vcl_backend_error {
    call failed;
}

# A failure never takes the place of what was kept before it.
sub failed {
    if (bereq.http.X-Kept == "fresh" || bereq.is_bgfetch) {
        return (abandon);
    }
    set beresp.ttl = 0s;
    set beresp.grace = 0s;
    set beresp.uncacheable = true;
    return (deliver);
}

sub vcl_synth {
    if (req.http.X-Kept == "fresh") {
        return (restart);
    }
}

sub vcl_deliver {
    unset resp.http.X-Varnish;
    unset resp.http.Via;
    if (!req.http.X-Kept) {
        return (deliver);
    }
    set resp.http.X-Cache = "MISS";
    if (obj.hits > 0) {
        # How often one may still ask is told to that one only.
        unset resp.http.RateLimit;
        unset resp.http.RateLimit-Policy;
        set resp.http.X-Cache = "HIT";
        if (obj.ttl < 0s) {
            set resp.http.X-Cache = "STALE";
        }
    }
}
