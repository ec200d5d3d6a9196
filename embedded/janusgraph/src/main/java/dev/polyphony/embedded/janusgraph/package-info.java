/// A JanusGraph server as a program of its own: graphs by name, served over Gremlin, made and
/// filled over HTTP.
@NullMarked
package dev.polyphony.embedded.janusgraph;

import org.jspecify.annotations.NullMarked;
