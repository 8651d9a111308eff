import { randomBytes } from 'node:crypto';

/** The local API takes it for where a request comes from: everybody who is played is at home somewhere else. */
export const somewhere = () => ({ 'x-local-source': `10.${[...randomBytes(3)].join('.')}` });
