//! How many trainees a company may host in one calendar week, by its headcount (R124-10 of
//! the code of education, by decree 2015-1359): counted for the whole company, its SIREN. The
//! figures are dated data, in `data/hosting_quota.csv`.

use std::sync::LazyLock;

use jiff::civil::Date;

/// The rule in force from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Quota {
    from: Date,
    /// Companies of fewer people than this take so many.
    below: u32,
    most: u32,
    /// The others take this share of their people, rounded up.
    percent: u32,
}

const DATA: &str = include_str!("../../data/hosting_quota.csv");

static QUOTAS: LazyLock<Vec<Quota>> = LazyLock::new(|| {
    let mut quotas: Vec<Quota> = DATA.lines().skip(1).filter_map(read).collect();
    quotas.sort_by_key(|quota| quota.from);
    quotas
});

/// The most trainees at once for a company of so many people on a day; none before the first
/// rule known here.
#[must_use]
pub fn hosting_quota(headcount: u32, on: Date) -> Option<u32> {
    let quota = QUOTAS.iter().rfind(|quota| quota.from <= on)?;
    Some(if headcount < quota.below {
        quota.most
    } else {
        (headcount * quota.percent).div_ceil(100)
    })
}

/// A line of the data: the source stands between quotation marks and holds commas.
fn read(line: &str) -> Option<Quota> {
    let (from, rest) = line.split_once(',')?;
    let (_, figures) = rest.rsplit_once("\",")?;
    let mut figures = figures.split(',').map(|figure| figure.trim().parse().ok());
    Some(Quota {
        from: from.parse().ok()?,
        below: figures.next()??,
        most: figures.next()??,
        percent: figures.next()??,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(QUOTAS.len(), DATA.lines().count() - 1);
    }

    #[test]
    fn small_companies_take_three_and_larger_ones_a_share_rounded_up() {
        let quota = |headcount| hosting_quota(headcount, date(2026, 6, 8));
        assert_eq!(quota(1), Some(3));
        assert_eq!(quota(19), Some(3));
        assert_eq!(quota(20), Some(3));
        assert_eq!(quota(21), Some(4));
        assert_eq!(quota(100), Some(15));
        assert_eq!(quota(101), Some(16));
    }

    #[test]
    fn before_the_rule_there_is_no_limit_known() {
        assert_eq!(hosting_quota(50, date(2015, 10, 27)), None);
        assert_eq!(hosting_quota(50, date(2015, 10, 28)), Some(8));
    }
}
