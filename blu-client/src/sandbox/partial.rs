//! Cents: shares of an amount, rounded half up.

/// `amount × part ÷ whole`, to the nearest cent; zero of nothing.
pub(super) fn share(amount: i64, part: i64, whole: i64) -> i64 {
    let product = i128::from(amount) * i128::from(part);
    let whole = i128::from(whole);
    let doubled = product * 2 + whole;
    let rounded = doubled.checked_div_euclid(whole * 2).unwrap_or(0);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// How much gross leaves exactly `net` after the proportional MDR. There is such an amount for
/// every net up to the installment's own, because each further cent of gross leaves one cent more,
/// or none.
pub(super) fn gross_for_net(gross: i64, mdr: i64, net: i64) -> Option<i64> {
    let guess = share(gross, net, gross - mdr);
    (guess - 2..=guess + 2).find(|&part| part - share(mdr, part, gross) == net)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!(share(1250, 20_000, 50_000), 500);
        assert_eq!(share(5, 1, 2), 3);
        assert_eq!(share(1, 1, 3), 0);
        assert_eq!(share(7, 3, 0), 0);
    }

    #[test]
    fn every_net_has_its_gross() {
        for (gross, mdr) in [(50_000, 1_250), (333, 8), (101, 1), (10, 9)] {
            for net in 1..=gross - mdr {
                let part = gross_for_net(gross, mdr, net).expect("a part");
                assert_eq!(part - share(mdr, part, gross), net);
                assert!((1..=gross).contains(&part), "{gross} {mdr} {net}: {part}");
            }
        }
    }
}
