/**
 * The CloudFront function at every request (JavaScript runtime 2.0): which object an address means. `/chat` and
 * `/reply/<token>` are pages, `/chat/chat.js` and `/shared/<name>-<hash>.js` files. The local cloud decides the same.
 */
export const PAGE_REQUEST = String.raw`function handler(event) {
  const request = event.request;
  if (request.uri === '/') return { statusCode: 302, headers: { location: { value: '/chat' } } };
  const parts = request.uri.split('/');
  const page = parts[1];
  const file = parts[2] || '';
  if (request.uri === '/config.json' || request.uri === '/widget.js') return request;
  if (page === 'shared' && parts.length === 3) return request;
  const isFile = [page + '.js', page + '.css', page + '.js.LEGAL.txt'].includes(file);
  if (parts.length > 3 || !/^[a-z]+$/.test(page)) return { statusCode: 404 };
  if (!isFile) request.uri = '/' + page + '/index.html';
  return request;
}
`;
