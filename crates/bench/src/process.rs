//! What a process costs, read from the kernel: CPU time to the nanosecond, and memory by kind.

use crate::failure::Failure;
use nix::{sys::time::TimeValLike as _, time::clock_getcpuclockid, unistd::Pid};
use std::{fs, path::Path, time::Duration};

/// The CPU time of a process so far, all its threads and its time in the kernel: the sum that `getrusage` would
/// tell the process itself, without being rounded to ticks of ten milliseconds.
pub(crate) fn cpu(pid: i32) -> Result<Duration, Failure> {
    let doing = || Failure::doing(format!("reading the CPU time of process {pid}"));
    let clock = clock_getcpuclockid(Pid::from_raw(pid)).map_err(doing())?;
    let spent = clock.now().map_err(doing())?;
    Ok(Duration::from_nanos(u64::try_from(spent.num_nanoseconds()).unwrap_or(0)))
}

/// Memory of a process, in kB.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    /// Held by this process alone: what it allocated, and what it changed or alone uses of its program's file.
    pub(crate) private: u64,
    /// How much of `private` is pages of the program's file, its libraries and the database's file.
    pub(crate) files: u64,
    /// Files of the search index, mapped: the system takes these pages back when it needs them.
    pub(crate) index: u64,
}

/// The memory of a process now. `index` is the folder of the search index.
pub(crate) fn memory(pid: i32, index: &Path) -> Result<Memory, Failure> {
    let path = format!("/proc/{pid}/smaps");
    let smaps = fs::read_to_string(&path).map_err(Failure::doing(path))?;
    Ok(sum(&smaps, &index.to_string_lossy()))
}

fn sum(smaps: &str, index: &str) -> Memory {
    let mut memory = Memory::default();
    let mut file = "";
    for line in smaps.lines() {
        let mut words = line.split_whitespace();
        let first = words.next().unwrap_or_default();
        if !first.ends_with(':') {
            // A mapping's own line: addresses, rights, offset, device, inode, and the file if it is one.
            file = words.nth(4).unwrap_or_default();
        } else if matches!(first, "Private_Clean:" | "Private_Dirty:") {
            let kb: u64 = words.next().and_then(|kb| kb.parse().ok()).unwrap_or(0);
            if file.starts_with(index) {
                memory.index = memory.index.saturating_add(kb);
                continue;
            }
            memory.private = memory.private.saturating_add(kb);
            if file.starts_with('/') {
                memory.files = memory.files.saturating_add(kb);
            }
        }
    }
    memory
}

/// Forgets the highest memory so far, so that the next peak is that of what comes next.
pub(crate) fn forget_peak(pid: i32) -> Result<(), Failure> {
    let path = format!("/proc/{pid}/clear_refs");
    fs::write(&path, "5").map_err(Failure::doing(path))
}

/// The highest memory since then, in kB: shared and mapped pages with it.
pub(crate) fn peak(pid: i32) -> Result<u64, Failure> {
    let path = format!("/proc/{pid}/status");
    let status = fs::read_to_string(&path).map_err(Failure::doing(path))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse().ok());
    kb.ok_or_else(|| Failure::Server(format!("process {pid} states no peak of memory")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_told_apart_by_what_is_mapped() {
        let smaps = "\
55d0-55e0 r-xp 00000000 fe:00 1  /usr/bin/copia
Private_Clean:        10 kB
Private_Dirty:         0 kB
7f00-7f10 rw-p 00000000 00:00 0 
Rss:                 999 kB
Private_Clean:         0 kB
Private_Dirty:       200 kB
7f20-7f30 r--s 00000000 fe:00 2  /data/search/a.term
Private_Clean:      3000 kB
Private_Dirty:         0 kB
7f40-7f50 rw-p 00000000 00:00 0  [heap]
Private_Dirty:        30 kB
";
        let memory = sum(smaps, "/data/search");
        assert_eq!((memory.private, memory.files, memory.index), (240, 10, 3000));
    }

    #[test]
    fn a_process_knows_what_it_costs() {
        let me = i32::try_from(std::process::id()).unwrap();
        let before = cpu(me).unwrap();
        let mut sum = 0_u64;
        while cpu(me).unwrap() < before + Duration::from_millis(2) {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        forget_peak(me).unwrap();
        assert!(peak(me).unwrap() > 500);
        assert!(memory(me, Path::new("/nowhere")).unwrap().private > 100);
    }
}
