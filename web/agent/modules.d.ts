/** What the bundler takes besides TypeScript. */
declare module '*.css';
/** Streams as one file without exports; its types are global (see contact-panel/ccpPanel.ts). */
declare module 'amazon-connect-streams/release/connect-streams-min.js';
