package herald.fanout;

import herald.connections.Connections;
import herald.connections.Progress;
import herald.posts.Posts;
import herald.queues.DeliveryQueue;

/** The ports by which a fan-out learns who is there and how far it is, posts, and hands on what is left. */
public record FanOutPorts(Connections connections, Progress progress, Posts posts, DeliveryQueue queue) {}
