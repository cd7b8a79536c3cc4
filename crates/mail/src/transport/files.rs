//! Messages as files, where there is no mail server.

use std::io;
use std::path::Path;

use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use super::SendError;
use crate::message::Message;

/// Writes the message under its id. Whoever watches the folder never sees half of one.
pub(super) async fn write(folder: &Path, message: &Message) -> Result<(), SendError> {
    try_write(folder, message).await.map_err(|error| {
        let folder = folder.display();
        SendError::Retry(format!("{folder} cannot be written to: {error}").into())
    })
}

async fn try_write(folder: &Path, message: &Message) -> io::Result<()> {
    fs::create_dir_all(folder).await?;
    // An id has no separators and does not begin with a dot that would hide it: see `Envelope`.
    let whole = folder.join(format!("m-{}.eml", message.id()));
    let part = folder.join(format!("m-{}.part", message.id()));
    let mut file = fs::File::create(&part).await?;
    file.write_all(&message.eml()).await?;
    file.sync_all().await?;
    fs::rename(&part, &whole).await
}
