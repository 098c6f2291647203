//! What a customer's device shows of itself, for the bank to judge the risk.

use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

/// What a customer's device shows of itself. Which of the optional ones are mandatory depends on
/// the platform; banks refuse with `FALTAM_SINAIS_OBRIGATORIOS_PLATAFORMA`.
#[doc(alias = "riskSignals")]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RiskSignals {
    /// The device's id: the vendor's or the application's own.
    pub device_id: Redacted<String>,
    /// The version of its operating system.
    pub os_version: String,
    /// Its time zone, as in `-03`.
    pub user_time_zone_offset: String,
    /// Its language, as in `pt`.
    pub language: String,
    /// Its screen.
    pub screen_dimensions: ScreenDimensions,
    /// Since when the customer has an account with us.
    #[serde(with = "wire::date")]
    pub account_tenure: Date,
    /// Whether it is rooted or jailbroken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_rooted_device: Option<bool>,
    /// The brightness of its screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screen_brightness: Option<f64>,
    /// Milliseconds since it was started.
    #[serde(
        rename = "elapsedTimeSinceBoot",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "elapsedTimeSinceBoot")]
    pub elapsed_since_boot: Option<u64>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geolocation: Option<Geolocation>,
    /// Whether a call is under way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_call_in_progress: Option<bool>,
    /// Whether developers' options are on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_dev_mode_enabled: Option<bool>,
    /// Whether its location is made up.
    #[serde(rename = "isMockGPS", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "isMockGPS")]
    pub is_mock_gps: Option<bool>,
    /// Whether it is an emulator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_emulated: Option<bool>,
    /// Whether a program taps its screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_monkey_runner: Option<bool>,
    /// Whether it is charging.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_charging: Option<bool>,
    /// The antenna it is connected to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub antenna_information: Option<Redacted<String>>,
    /// Whether a cable connects it to something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_usb_connected: Option<bool>,
    /// What the platform says of application and device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub integrity: Option<DeviceIntegrity>,
}

/// The size of a screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct ScreenDimensions {
    /// From top to bottom.
    pub height: u32,
    /// From side to side.
    pub width: u32,
}

/// Where a device is.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Geolocation {
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latitude: Option<Redacted<f64>>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longitude: Option<Redacted<f64>>,
    /// How sure that is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "type")]
    pub precision: Option<GeolocationPrecision>,
}

client_core::open_enum! {
    /// How sure a location is.
    pub enum GeolocationPrecision {
        /// Roughly.
        Coarse = "COARSE",
        /// Precisely.
        Fine = "FINE",
        /// Guessed from other things.
        Inferred = "INFERRED",
    }
}

/// What the platform says of application and device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DeviceIntegrity {
    /// Of the application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_recognition_verdict: Option<String>,
    /// Of the device.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_recognition_verdict: Option<String>,
}

impl RiskSignals {
    /// What every platform shows.
    pub fn new(
        device_id: impl Into<String>,
        os_version: impl Into<String>,
        user_time_zone_offset: impl Into<String>,
        language: impl Into<String>,
        screen_dimensions: ScreenDimensions,
        account_tenure: Date,
    ) -> Self {
        Self {
            device_id: Redacted::new(device_id.into()),
            os_version: os_version.into(),
            user_time_zone_offset: user_time_zone_offset.into(),
            language: language.into(),
            screen_dimensions,
            account_tenure,
            is_rooted_device: None,
            screen_brightness: None,
            elapsed_since_boot: None,
            geolocation: None,
            is_call_in_progress: None,
            is_dev_mode_enabled: None,
            is_mock_gps: None,
            is_emulated: None,
            is_monkey_runner: None,
            is_charging: None,
            antenna_information: None,
            is_usb_connected: None,
            integrity: None,
        }
    }
}
