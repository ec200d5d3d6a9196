/// What clients learn of failures. Store failures are turned into GraphQL errors here and nowhere
/// else.
@NullMarked
package dev.polyphony.resolvers.errors;

import org.jspecify.annotations.NullMarked;
