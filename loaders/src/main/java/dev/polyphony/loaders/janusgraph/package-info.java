/// JanusGraph: vertices by their composite indexes and edges from them, read with Gremlin.
///
/// A request becomes one traversal for all its keys or parents. It goes as bytecode, so that what
/// clients send is only ever an argument of a step.
@NullMarked
package dev.polyphony.loaders.janusgraph;

import org.jspecify.annotations.NullMarked;
