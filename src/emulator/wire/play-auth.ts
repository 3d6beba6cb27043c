export interface PlayAuthVideoMeta {
  VideoId: string;
  Title: string;
  Status: string;
  CoverURL?: string;
  /** A number, unlike in GetPlayInfo. */
  Duration?: number;
}

export interface PlayAuthOperations {
  GetVideoPlayAuth: { PlayAuth: string; VideoMeta: PlayAuthVideoMeta };
}
