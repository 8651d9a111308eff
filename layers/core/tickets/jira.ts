import type { TicketsConfig } from '../domain/config/tickets.ts';
import { basic, idIn, type CallTickets } from './call.ts';
import { howToAnswer, type TicketSystem } from './ticket.ts';

type JiraConfig = Extract<TicketsConfig, { system: 'jira-service-management' }>;

/**
 * Jira Service Management: `POST /rest/servicedeskapi/request`. It knows no idempotency key; our key stands in the
 * description, by which its search finds the request once it is indexed.
 * https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/
 */
export function createJira(
  { user, serviceDesk, requestType, project }: JiraConfig,
  token: () => Promise<string>,
  call: CallTickets,
): TicketSystem {
  const authorization = async () => basic(user, await token());
  const headers = async () => ({ authorization: await authorization() });
  const requestPath = (id: string) => `/rest/servicedeskapi/request/${encodeURIComponent(id)}`;
  const note = async (id: string, body: string) => {
    await call({
      method: 'POST',
      path: `${requestPath(id)}/comment`,
      headers: { ...(await headers()), 'content-type': 'application/json' },
      body: JSON.stringify({ body, public: false }),
    });
  };
  return {
    authorization,
    async open({ subject, text, urgency, language }) {
      const opened = await call({
        method: 'POST',
        path: '/rest/servicedeskapi/request',
        headers: { ...(await headers()), 'content-type': 'application/json' },
        body: JSON.stringify({
          serviceDeskId: serviceDesk,
          requestTypeId: requestType,
          requestFieldValues: {
            // Which fields a request type has is the client's choice; these two every one has.
            summary: `${subject} (${urgency})`,
            description: `${text}\n\n${howToAnswer('command', { language })}`,
          },
        }),
      });
      return idIn(opened.issueKey, 'Jira');
    },
    async find(key) {
      const jql = `project = "${project}" AND description ~ "\\"${key}\\""`;
      const path = `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}&fields=summary&maxResults=1`;
      const { issues = [] } = await call({ method: 'GET', path, headers: await headers() });
      return issues[0] && idIn(issues[0].key, 'Jira');
    },
    // Which transition closes a request is each project's own: its people do that.
    settle: note,
    tell: note,
    async filesOf(id, comment) {
      const path = `${requestPath(id)}/comment/${encodeURIComponent(comment)}/attachment`;
      const { values = [] } = await call({ method: 'GET', path, headers: await headers() });
      return values.map(({ filename, mimeType, size, _links }: JiraFile) => ({
        name: filename,
        type: mimeType ?? '',
        size: size ?? 0,
        url: _links.content,
      }));
    },
  };
}

/** https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/ (comment attachments) */
interface JiraFile {
  filename: string;
  mimeType?: string;
  size?: number;
  _links: { content: string };
}
