/// How an operation is answered, told to people: the steps of its plan as a tree, with what each
/// did when it ran.
@NullMarked
package dev.polyphony.resolvers.explain;

import org.jspecify.annotations.NullMarked;
