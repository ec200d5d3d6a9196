/// The oracle: graphql-java's own engine over plain lists must answer what our engine answers.
@NullMarked
package dev.polyphony.resolvers.oracle;

import org.jspecify.annotations.NullMarked;
