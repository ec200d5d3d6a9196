/// Redis: hashes, strings, documents, sets and sorted sets under keys made from a template. Every
/// command is about one key, so that a cluster serves it too.
@NullMarked
package dev.polyphony.loaders.redis;

import org.jspecify.annotations.NullMarked;
