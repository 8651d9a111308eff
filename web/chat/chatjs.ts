/** Connect's library, in a file of its own: it is larger than the page, and wanted only once there is a chat to join. */
import 'amazon-connect-chatjs';

export const { ChatSession } = connect;
