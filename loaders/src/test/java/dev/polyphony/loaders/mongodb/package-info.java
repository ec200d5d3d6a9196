@NullMarked
package dev.polyphony.loaders.mongodb;

import org.jspecify.annotations.NullMarked;
