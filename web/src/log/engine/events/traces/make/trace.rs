// Panics in a thread and then in main, in two ways: `RUST_BACKTRACE=1 ./trace`.
use std::collections::HashMap;

fn parse(text: &str) -> i32 {
    text.parse().unwrap()
}

fn main() {
    let worker = std::thread::Builder::new().name("worker-1".into());
    let _ = worker.spawn(|| assert_eq!(parse("1") + 1, 3, "sums")).unwrap().join();
    eprintln!("after the thread");
    let prices: HashMap<&str, i32> = HashMap::new();
    if std::env::args().count() > 1 {
        eprintln!("{}", prices["tea"]);
    }
    parse("x");
}
