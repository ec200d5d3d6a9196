/// Plug-ins as stores: each resolver is one, and answers the fields that the schema gives to it.
@NullMarked
package dev.polyphony.loaders.plugin;

import org.jspecify.annotations.NullMarked;
