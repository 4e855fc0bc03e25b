// Types: tools/javascript. Which way the page is written, where its theme does not say so.
"use strict";
document.documentElement.dir ||= document.currentScript?.dataset.direction ?? "";
