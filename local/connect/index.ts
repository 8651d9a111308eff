export { createParticipant } from './participants/service.ts';
export { createConnect } from './service.ts';
export type { ConnectService } from './service.ts';
export type { CallView, Phone } from './calls/phone.ts';
export type { CallItem } from './calls/call.ts';
export type { FlowCoverage } from './flows/coverage.ts';
export type { ContactView } from './inspect.ts';
export type { Desk, Offer } from './queues/desk.ts';
export type { Agent } from './queues/agent.ts';
