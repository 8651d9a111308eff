import { matches } from '../iam/matching.ts';

/** One AWS::Lambda::Permission. */
export interface Permission {
  functionName: string;
  action: string;
  /** `events.amazonaws.com`. */
  principal: string;
  sourceArn?: string;
  sourceAccount?: string;
}

/** Whether a function's resource policy lets a service invoke it on behalf of `sourceArn`. */
export function permits(
  permissions: Permission[],
  { host, functionName, sourceArn }: { host: string; functionName: string; sourceArn?: string },
): boolean {
  return permissions.some(
    each =>
      each.functionName === functionName &&
      (each.action === 'lambda:InvokeFunction' || each.action === 'lambda:*') &&
      each.principal === host &&
      (each.sourceArn === undefined || (sourceArn !== undefined && matches(each.sourceArn, sourceArn))) &&
      (each.sourceAccount === undefined || each.sourceAccount === '000000000000'),
  );
}
