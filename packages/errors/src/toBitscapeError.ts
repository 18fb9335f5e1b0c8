import { BitscapeError } from './BitscapeError.js';

const FILE_SYSTEM: Readonly<Record<string, readonly ['not-found' | 'not-writable', string]>> = {
  ENOENT: ['not-found', 'no such file or folder'],
  ENOTDIR: ['not-found', 'a part of the path is not a folder'],
  ENAMETOOLONG: ['not-found', 'the name is too long'],
  ELOOP: ['not-found', 'symbolic links lead in a circle'],
  EISDIR: ['not-found', 'is a folder, a file was expected'],
  EACCES: ['not-writable', 'permission denied'],
  EPERM: ['not-writable', 'operation not permitted'],
  EROFS: ['not-writable', 'the file system is read-only'],
  ENOSPC: ['not-writable', 'no space left on the device'],
  EDQUOT: ['not-writable', 'the disk quota is used up'],
  EFBIG: ['not-writable', 'the file would be too large'],
  EIO: ['not-found', 'the device reports an error'],
  EEXIST: ['not-writable', 'exists already and is not a folder'],
};

/** Turns anything that was thrown into a {@link BitscapeError}: file-system errors become readable, the rest `internal`. */
export function toBitscapeError(thrown: unknown): BitscapeError {
  if (thrown instanceof BitscapeError) return thrown;
  if (thrown instanceof Error) {
    const { code, path } = thrown as NodeJS.ErrnoException;
    const known = code === undefined ? undefined : FILE_SYSTEM[code];
    if (known !== undefined) {
      return new BitscapeError(known[0], known[1], { ...(path === undefined ? {} : { where: { file: path } }), cause: thrown });
    }
    return new BitscapeError('internal', thrown.message, { cause: thrown });
  }
  return new BitscapeError('internal', String(thrown), { cause: thrown });
}
