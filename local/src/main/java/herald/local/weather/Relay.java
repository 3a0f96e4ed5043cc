package herald.local.weather;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One direction between two connections of the same event loop, and on that only. Nothing more is read before all that
 * was read has been written on, so that a slow side slows the other and no body piles up here.
 */
abstract class Relay extends ChannelInboundHandlerAdapter {

    private int unwritten;

    final void pass(ChannelHandlerContext context, Channel to, Object part) {
        unwritten++;
        to.writeAndFlush(part).addListener(written -> {
            unwritten--;
            if (written.isSuccess()) {
                readOn(context);
            } else {
                var unusedClose = context.close();
            }
        });
    }

    private void readOn(ChannelHandlerContext context) {
        if (unwritten == 0) {
            context.read();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        readOn(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unusedClose = context.close();
    }
}
