/** The part of Electron's `process.parentPort` of a utility process that is needed here. */
export interface ElectronPort<Sent, Heard> {
  on(event: 'message', listener: (event: { data: Heard }) => void): void;
  postMessage(message: Sent): void;
}

/**
 * The port to the parent process: Electron puts it on `process`; null under Node alone.
 *
 * @typeParam Heard `unknown`, unless the parent is code of the same build
 */
export function findElectronPort<Sent, Heard = unknown>(): ElectronPort<Sent, Heard> | null {
  const port: unknown = Reflect.get(process, 'parentPort');
  return isElectronPort<Sent, Heard>(port) ? port : null;
}

function isElectronPort<Sent, Heard>(port: unknown): port is ElectronPort<Sent, Heard> {
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port;
}
