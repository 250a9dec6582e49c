/** Extensions of the files that this product writes and reads, without the dot. */
export const archiveExtension = 'lanyard-archive';
export const packageExtension = 'lanyard-package';
export const stickExtension = 'lanyard';
