/// Fields that lead to interfaces and unions.
@NullMarked
package dev.polyphony.resolvers.members;

import org.jspecify.annotations.NullMarked;
