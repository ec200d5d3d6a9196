/// Document text to a parsed and validated document.
@NullMarked
package dev.polyphony.resolvers.document;

import org.jspecify.annotations.NullMarked;
