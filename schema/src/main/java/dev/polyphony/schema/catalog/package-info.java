/// What the user declared, checked and bound: entities, mappings, columns, access paths, fields.
@NullMarked
package dev.polyphony.schema.catalog;

import org.jspecify.annotations.NullMarked;
