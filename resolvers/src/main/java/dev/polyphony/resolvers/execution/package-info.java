/// Runs a plan: one batch per fetch, breadth-first.
@NullMarked
package dev.polyphony.resolvers.execution;

import org.jspecify.annotations.NullMarked;
