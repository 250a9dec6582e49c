/** The part of Electron's `process.parentPort` of a utility process that is needed here. */
export interface ParentPort<Message> {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: Message): void;
}

/** The port to the parent process: Electron puts it on `process`; null under Node alone. */
export function findParentPort<Message>(): ParentPort<Message> | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isParentPort<Message>(port) ? port : null;
}

function isParentPort<Message>(port: unknown): port is ParentPort<Message> {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}
