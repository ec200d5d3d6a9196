/// Plans, told to people.
@NullMarked
package dev.polyphony.resolvers.explain;

import org.jspecify.annotations.NullMarked;
