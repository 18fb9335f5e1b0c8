import { expect, it } from 'vitest';
import { BitscapeError, formatLocation, toBitscapeError } from './index.js';

it('format() puts the place before the message and the hint on its own line', () => {
  const error = new BitscapeError('invalid-study', 'unknown axis "formt"', {
    where: { file: 'a.study.json', line: 3, column: 5, pointer: '/axes/formt' },
    hint: 'Did you mean "format"?',
  });
  expect(error.format()).toBe('a.study.json:3:5 /axes/formt: unknown axis "formt"\n  Did you mean "format"?');
});

it('format() of an error without place is its message', () => {
  expect(new BitscapeError('usage', 'nothing to do').format()).toBe('nothing to do');
});

it('formatLocation(where) names nodes and the root pointer', () => {
  expect(formatLocation({ file: 'net.onnx', node: 'Conv_3' })).toBe('net.onnx (node "Conv_3")');
  expect(formatLocation({ pointer: '' })).toBe('(root)');
  expect(formatLocation({ file: 'x', column: 4 })).toBe('x');
  expect(formatLocation(undefined)).toBe('');
});

it('toBitscapeError(thrown) keeps bitscape errors and reads file-system errors', () => {
  const own = new BitscapeError('usage', 'm');
  expect(toBitscapeError(own)).toBe(own);
  const missing = Object.assign(new Error('ENOENT: …'), { code: 'ENOENT', path: 'a/b' });
  expect(toBitscapeError(missing).format()).toBe('a/b: no such file or folder');
  expect(toBitscapeError(missing).code).toBe('not-found');
  expect(toBitscapeError(Object.assign(new Error(), { code: 'EACCES' })).code).toBe('not-writable');
  expect(toBitscapeError(Object.assign(new Error(), { code: 'ENAMETOOLONG' })).message).toBe('the name is too long');
});

it('toBitscapeError(thrown) marks everything else as internal and keeps the cause', () => {
  const cause = new TypeError('x is undefined');
  expect(toBitscapeError(cause)).toMatchObject({ code: 'internal', message: 'x is undefined', cause });
  expect(toBitscapeError('text').message).toBe('text');
});
