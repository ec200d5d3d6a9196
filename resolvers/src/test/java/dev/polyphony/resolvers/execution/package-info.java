@NullMarked
package dev.polyphony.resolvers.execution;

import org.jspecify.annotations.NullMarked;
