// What every page loads: keys, live figures, forms that are sent once. Pages work without any of it.
import "htmx.org";
import "./agreement.js";
import "./dialog.js";
import "./figures.js";
import "./frame.js";
import "./keys.js";
import "./lead.js";
import "./leads.js";
import "./live.js";
import "./once.js";
import "./palette.js";
import "./rows.js";
import "./undo.js";
