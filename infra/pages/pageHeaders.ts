import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { contentPolicy, type Surroundings } from '../../web/contentPolicy.ts';

const YEAR = Duration.days(365);

/**
 * The security headers of a page, and how long browsers keep it.
 * @param readBy origins of other sites whose scripts may read the file
 */
export function pageHeaders(
  scope: Construct,
  id: string,
  surroundings: Surroundings,
  cacheControl: string,
  readBy: string[] = [],
): ResponseHeadersPolicy {
  const isFramed = (surroundings.framedBy ?? []).length > 0;
  return new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: contentPolicy(surroundings), override: true },
      contentTypeOptions: { override: true },
      // It knows no list of sites: where some may frame the page, the content policy names them.
      ...(isFramed ? {} : { frameOptions: { frameOption: HeadersFrameOption.DENY, override: true } }),
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: YEAR, includeSubdomains: true, override: true },
    },
    ...(readBy.length > 0
      ? {
          corsBehavior: {
            accessControlAllowOrigins: readBy,
            accessControlAllowMethods: ['GET'],
            accessControlAllowHeaders: ['*'],
            accessControlAllowCredentials: false,
            originOverride: true,
          },
        }
      : {}),
    customHeadersBehavior: {
      customHeaders: [
        { header: 'cache-control', value: cacheControl, override: true },
        // A window that the sign-in opened must find back to the frame it serves.
        ...(isFramed ? [] : [{ header: 'cross-origin-opener-policy', value: 'same-origin', override: true }]),
      ],
    },
  });
}
