/*
 * Answers every request with an empty 200 when its body is there: one thread, one epoll, as little work as can be, so
 * that it is the client that is measured. Prints "port N". Listens on the loopback only. Compiled with -DTLS it speaks
 * TLS 1.3 by OpenSSL, and is given the files of a certificate and its key.
 *
 * Knows HTTP/1.1 with Content-Length. A request may come in any pieces, and several at once.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#ifdef TLS
#include <openssl/err.h>
#include <openssl/ssl.h>
#endif

enum { MAX_CONNECTIONS = 65536, MAX_EVENTS = 256, BUFFER = 1 << 18, HEADER = 16384, BACKLOG = 4096 };

static const char ANSWER[] =
    "HTTP/1.1 200 OK\r\n"
    "Date: Tue, 24 Nov 2026 00:00:00 GMT\r\n"
    "Content-Type: application/json\r\n"
    "Content-Length: 0\r\n"
    "Connection: keep-alive\r\n"
    "x-amzn-RequestId: 00000000-0000-0000-0000-000000000000\r\n"
    "\r\n";

struct connection {
    size_t body;     /* bytes of the body still to come */
    size_t kept;     /* bytes of an incomplete header in header[] */
#ifdef TLS
    SSL *tls;
#endif
    char header[HEADER];
};

static struct connection *connections[MAX_CONNECTIONS];
static char buffer[HEADER + BUFFER];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

#ifdef TLS
static SSL_CTX *context;

static void secure(const char *certificate, const char *key) {
    context = SSL_CTX_new(TLS_server_method());
    if (context == NULL || SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) != 1 ||
        SSL_CTX_use_certificate_file(context, certificate, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
        ERR_print_errors_fp(stderr);
        exit(1);
    }
}

/* As recv and send; -1 with EAGAIN while the handshake or a record is not complete. */
static ssize_t get(int socket, struct connection *c, char *bytes, size_t length) {
    (void)socket;
    int got = SSL_read(c->tls, bytes, (int)length);
    if (got > 0) return got;
    errno = SSL_get_error(c->tls, got) == SSL_ERROR_WANT_READ ? EAGAIN : ECONNRESET;
    ERR_clear_error();
    return -1;
}

static ssize_t put(int socket, struct connection *c, const char *bytes, size_t length) {
    (void)socket;
    return SSL_write(c->tls, bytes, (int)length);
}
#else
static ssize_t get(int socket, struct connection *c, char *bytes, size_t length) {
    (void)c;
    return recv(socket, bytes, length, 0);
}

static ssize_t put(int socket, struct connection *c, const char *bytes, size_t length) {
    (void)c;
    return send(socket, bytes, length, MSG_NOSIGNAL);
}
#endif

static size_t content_length(const char *header, size_t length) {
    static const char NAME[] = "\ncontent-length:";
    for (size_t at = 0; at + sizeof NAME - 1 < length; at++) {
        if (header[at] == '\n' && strncasecmp(header + at, NAME, sizeof NAME - 1) == 0)
            return strtoul(header + at + sizeof NAME - 1, NULL, 10);
    }
    return 0;
}

static void forget(int socket) {
#ifdef TLS
    SSL_free(connections[socket]->tls);
#endif
    free(connections[socket]);
    connections[socket] = NULL;
    close(socket);
}

/* Answers what ends in these bytes and keeps what is left; -1 if the connection can't go on. */
static int take(int socket, struct connection *c, char *bytes, size_t length) {
    while (length > 0) {
        if (c->body > 0) {
            size_t taken = c->body < length ? c->body : length;
            c->body -= taken;
            bytes += taken;
            length -= taken;
            if (c->body > 0) return 0;
        } else {
            char *end = memmem(bytes, length, "\r\n\r\n", 4);
            if (end == NULL) {
                if (length > HEADER) return -1;
                memcpy(c->header, bytes, length);
                c->kept = length;
                return 0;
            }
            size_t header = (size_t)(end - bytes) + 4;
            c->body = content_length(bytes, header);
            bytes += header;
            length -= header;
            if (c->body > 0) continue;
        }
        if (put(socket, c, ANSWER, sizeof ANSWER - 1) != (ssize_t)(sizeof ANSWER - 1)) return -1;
    }
    return 0;
}

/* What is there now; epoll, being level-triggered, comes back for more, but not for what OpenSSL has read already. */
static void receive(int socket) {
    struct connection *c = connections[socket];
    do {
        size_t kept = c->kept;
        memcpy(buffer, c->header, kept);
        ssize_t length = get(socket, c, buffer + kept, BUFFER);
        if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
        c->kept = 0;
        if (length <= 0 || take(socket, c, buffer, kept + (size_t)length) < 0) {
            forget(socket);
            return;
        }
    }
#ifdef TLS
    while (SSL_has_pending(c->tls));
#else
    while (0);
#endif
}

static void greet(int epoll, int server) {
    int one = 1;
    int socket = accept4(server, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    if (socket >= MAX_CONNECTIONS || (connections[socket] = malloc(sizeof(struct connection))) == NULL) {
        close(socket);
        return;
    }
    connections[socket]->body = 0;
    connections[socket]->kept = 0;
#ifdef TLS
    connections[socket]->tls = SSL_new(context);
    SSL_set_fd(connections[socket]->tls, socket);
    SSL_set_accept_state(connections[socket]->tls);
#endif
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) < 0) forget(socket);
}

int main(int count, char **arguments) {
#ifdef TLS
    if (count != 3) return 2;
    signal(SIGPIPE, SIG_IGN);
    secure(arguments[1], arguments[2]);
#else
    (void)count;
    (void)arguments;
#endif
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event events[MAX_EVENTS] = {{.events = EPOLLIN, .data.fd = server}};
    if (server < 0 || epoll < 0) fail("socket");
    if (bind(server, (struct sockaddr *)&address, size) < 0 || listen(server, BACKLOG) < 0) fail("listen");
    if (getsockname(server, (struct sockaddr *)&address, &size) < 0) fail("getsockname");
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, server, &events[0]) < 0) fail("epoll_ctl");
    printf("port %d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int ready = epoll_wait(epoll, events, MAX_EVENTS, -1);
        for (int at = 0; at < ready; at++) {
            if (events[at].data.fd == server) greet(epoll, server);
            else receive(events[at].data.fd);
        }
    }
}
