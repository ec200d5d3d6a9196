/// A document to a plan: selections over an acyclic graph of steps.
@NullMarked
package dev.polyphony.resolvers.plan;

import org.jspecify.annotations.NullMarked;
