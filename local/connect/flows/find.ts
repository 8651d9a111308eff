import type { Center } from '../center.ts';
import type { Flow } from '../resources/definitions.ts';

/** A flow by id or ARN, as flows and the API name it. */
export function findFlow(center: Center, instanceArn: string, idOrArn: string): Flow | undefined {
  return center.flows.get(idOrArn) ?? center.flows.get(`${instanceArn}/contact-flow/${idOrArn}`);
}
