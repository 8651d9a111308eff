/** Where a page may connect to and what may be framed, besides the page's own site. */
export interface Surroundings {
  /** Origins of the HTTP API, the sign-in pages, the chat's services. */
  connect: string[];
  /** Origins of what the page frames: Connect's contact panel. */
  frames?: string[];
  /** Who may frame the page; nobody unless told. */
  framedBy?: string[];
}

/** The content security policy of the pages, the same on this machine and behind CloudFront: nothing inline, nothing guessed. */
export function contentPolicy({ connect, frames = [], framedBy = [] }: Surroundings): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    ...(frames.length > 0 ? [`frame-src ${frames.join(' ')}`, `media-src ${frames.join(' ')}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
  ].join('; ');
}
