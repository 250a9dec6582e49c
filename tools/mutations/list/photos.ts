import type { Mutation } from '../mutation.ts';

/** Faults of photos that are taken at a desk, sent through the hub and purged. */
export const photos: readonly Mutation[] = [
  {
    name: 'a photo is kept without a record of the consent',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'main/roster/photos/keep-photo.ts',
        find: '      writeConsent(context, operatorId, input.delegateId, true);\n',
        put: '',
      },
    ],
  },
  {
    name: 'a photo is as large as the camera made it',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'intake/photo/take-photo.ts',
        find: 'if (picture.length <= maxStoredPhoto)',
        put: 'if (picture.length > 0)',
      },
    ],
  },
  {
    name: 'a JPEG that broke off is filled up with grey',
    caughtBy: 'test/main/roster/keep-photo.test.ts',
    edits: [
      {
        file: 'intake/photo/load-picture.ts',
        find: "  if (!isWholePicture(file)) throw new PictureError('not-a-picture');\n",
        put: '',
      },
    ],
  },
  {
    name: 'a kiosk reads the photos',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/sync/photos.ts',
        find: "  if (mode === 'kiosk') throw new HubProblem('not-allowed');\n",
        put: '',
      },
    ],
  },
  {
    name: 'an earlier photo that comes late replaces a later one',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'domain/roster/photo.ts',
        find: 'return one.taken > other.taken;',
        put: 'return true;',
      },
    ],
  },
  {
    name: 'a restored hub gets the photos of its stations no more',
    caughtBy: 'test/main/sync/photos.test.ts',
    edits: [{ file: 'main/sync/handshake.ts', find: '      sendAllPhotos(db);\n', put: '' }],
  },
  {
    name: 'photos outlive the purge of the hub',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/privacy/empty.ts',
        find: "  counts.set('photos', await deleteAll(tx, 'photo'));\n",
        put: '',
      },
    ],
  },
  {
    name: 'a person who asks what the hub holds of them gets no photo',
    caughtBy: 'test/hub/sync/photos.test.ts',
    edits: [
      {
        file: 'hub/privacy/access-request.ts',
        find: 'const picture = await pictureOf(db, delegateId);',
        put: 'const picture = null;',
      },
    ],
  },
  {
    name: 'a badge in front of the camera is scanned while a photo is taken',
    caughtBy: 'test/renderer/scanning/bus.test.ts',
    edits: [
      {
        file: 'renderer/scanning/bus.ts',
        find: 'if (this.#held || this.#lent || ',
        put: 'if (this.#held || ',
      },
    ],
  },
];
