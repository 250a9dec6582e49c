declare global {
  interface Window {
    /** Every track that the camera ever gave to the page. */
    tracks: MediaStreamTrack[];
    workers: Worker[];
    /** So many of the next attempts fail as with a camera that another program uses. */
    busyAttempts: number;
  }
}

/** Runs in the page before its own scripts: records the camera's real tracks and the workers. */
export function recordTracks(): void {
  window.tracks = [];
  window.workers = [];
  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    constructor(...words: ConstructorParameters<typeof Worker>) {
      super(...words);
      window.workers.push(this);
    }
  };
  window.busyAttempts = 0;
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (window.busyAttempts > 0) {
      window.busyAttempts -= 1;
      throw new DOMException('Could not start video source', 'NotReadableError');
    }
    const stream = await open(constraints);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
}
