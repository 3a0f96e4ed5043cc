/*
 * Answers every request with an empty 200 when its body is there: one thread, one epoll, as little work as can be, so
 * that it is the client that is measured. Prints "port N". Listens on the loopback only.
 *
 * Knows HTTP/1.1 with Content-Length. A request may come in any pieces, and several at once.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

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
    char header[HEADER];
};

static struct connection *connections[MAX_CONNECTIONS];
static char buffer[HEADER + BUFFER];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static size_t content_length(const char *header, size_t length) {
    static const char NAME[] = "\ncontent-length:";
    for (size_t at = 0; at + sizeof NAME - 1 < length; at++) {
        if (header[at] == '\n' && strncasecmp(header + at, NAME, sizeof NAME - 1) == 0)
            return strtoul(header + at + sizeof NAME - 1, NULL, 10);
    }
    return 0;
}

static void forget(int socket) {
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
        if (send(socket, ANSWER, sizeof ANSWER - 1, MSG_NOSIGNAL) != (ssize_t)(sizeof ANSWER - 1)) return -1;
    }
    return 0;
}

static void receive(int socket) {
    struct connection *c = connections[socket];
    size_t kept = c->kept;
    memcpy(buffer, c->header, kept);
    ssize_t length = recv(socket, buffer + kept, BUFFER, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    c->kept = 0;
    if (length <= 0 || take(socket, c, buffer, kept + (size_t)length) < 0) forget(socket);
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
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) < 0) forget(socket);
}

int main(void) {
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
