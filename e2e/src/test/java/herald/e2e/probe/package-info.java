/** Handlers of a project that has nothing to do with Herald, packed into a jar of their own by the test. */
package herald.e2e.probe;
