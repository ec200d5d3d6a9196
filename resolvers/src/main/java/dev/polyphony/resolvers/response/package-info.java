/// A plan and its answers to JSON bytes.
@NullMarked
package dev.polyphony.resolvers.response;

import org.jspecify.annotations.NullMarked;
