/// What a plug-in implements. It is all of Polyphony that plug-ins are built against.
@NullMarked
package dev.polyphony.schema.plugin;

import org.jspecify.annotations.NullMarked;
