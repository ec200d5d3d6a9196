/// Lists over real servers: filters, orders, pages, cursors and counts.
@NullMarked
package dev.polyphony.gateway.lists;

import org.jspecify.annotations.NullMarked;
