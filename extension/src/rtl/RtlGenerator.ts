import type * as vscode from 'vscode';

export interface RtlRequest {
  readonly frontier: vscode.Uri;
  readonly id: string;
  /** Folder of the bundle, named after the point; does not exist yet. */
  readonly folder: vscode.Uri;
  readonly cancel: vscode.CancellationToken;
}

/** Writes the RTL bundle of one point and returns its top module. A web host has none: it cannot start a process. */
export interface RtlGenerator {
  readonly generate: (request: RtlRequest) => Promise<vscode.Uri>;
}

/** A failure that a user can do something about; `setting` names the setting that would help, `detail` goes to the log. */
export class RtlFailure extends Error {
  readonly setting: string | undefined;
  readonly detail: string | undefined;

  constructor(message: string, more: { readonly setting?: string; readonly detail?: string } = {}) {
    super(message);
    this.name = 'RtlFailure';
    this.setting = more.setting;
    this.detail = more.detail;
  }
}
