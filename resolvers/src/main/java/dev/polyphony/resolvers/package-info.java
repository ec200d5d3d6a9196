/// One GraphQL request, from its document to its answer: document → plan → execution → response.
@NullMarked
package dev.polyphony.resolvers;

import org.jspecify.annotations.NullMarked;
