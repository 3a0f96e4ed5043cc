/** Herald as its users meet it: through the stand-in's own main, the packaged jar, and clients that others wrote. */
package herald.e2e;
